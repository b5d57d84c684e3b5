/// The columns that the texts of a card take, in whichever stage they are longest.
struct CardRoom: Sendable {
  /// The tag, or the whole head of a group.
  var head = 0
  var data = 0
  var gradient = 0
  /// Notes and marks; of a group, also its facts.
  var others = 0
  /// How many notes there are.
  var notes = 0
}
