extension Picture {
  /// What we let pass, in points: less than a pixel.
  private static let tolerance = 0.5

  /// What does not fit or lies over something else.
  ///
  /// Each text belongs to a card, a frame, an edge or the picture itself. It must stay in what it
  /// belongs to, keep off all other texts, and off all cards but its own. The picture's own texts,
  /// such as those of a header, must keep off the frames too.
  var faults: [Fault] {
    (homeless + tooLong + overlapping).filter { $0.amount > Picture.tolerance }
  }

  /// Cards and frames that have no outline to hold their texts.
  private var homeless: [Fault] {
    (cards + frames).filter { $0.box == nil }
      .map { Fault(what: "\($0.name) has no outline", amount: .infinity) }
  }

  private var tooLong: [Fault] {
    texts.map { text in
      if text.card >= 0, let box = cards[text.card].box {
        let excess =
          cards[text.card].isRound ? box.roundExcess(of: text.box) : box.excess(of: text.box)
        return Fault(what: "“\(text.content)” leaves card \(cards[text.card].name)", amount: excess)
      }
      if text.frame >= 0, let box = frames[text.frame].box {
        return Fault(what: "“\(text.content)” leaves its frame", amount: box.excess(of: text.box))
      }
      return Fault(
        what: "“\(text.content)” leaves the picture", amount: viewBox.excess(of: text.box))
    }
  }

  private var overlapping: [Fault] {
    var faults: [Fault] = []
    func compare(_ first: Box?, _ second: Box?, _ what: @autoclosure () -> String) {
      guard let amount = second.flatMap({ first?.overlap(with: $0) }), amount > 0 else { return }
      faults.append(Fault(what: what(), amount: amount))
    }
    for (index, card) in cards.enumerated() {
      for other in cards[..<index] {
        compare(card.box, other.box, "card \(other.name) overlaps card \(card.name)")
      }
    }
    for (index, text) in texts.enumerated() {
      for other in texts[..<index] {
        compare(text.box, other.box, "“\(other.content)” overlaps “\(text.content)”")
      }
      // A text in a card keeps off others as its card does.
      if text.card >= 0 { continue }
      for card in cards {
        compare(text.box, card.box, "“\(text.content)” overlaps card \(card.name)")
      }
      if text.frame >= 0 || text.isOnEdge { continue }
      for frame in frames {
        compare(text.box, frame.box, "“\(text.content)” overlaps a frame")
      }
    }
    return faults
  }
}

/// Something in a picture that people would stumble over.
struct Fault: CustomStringConvertible {
  let what: String
  /// By how many points; infinite where there is nothing to measure.
  let amount: Double

  var description: String {
    amount.isFinite ? "\(what) by \((amount * 100).rounded() / 100) pt" : what
  }
}
