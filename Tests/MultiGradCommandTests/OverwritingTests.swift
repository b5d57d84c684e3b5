import Foundation
import TestSupport
import Testing

/// What a command reads is never overwritten by what it writes, and where several files are written, all
/// of them are or none.
@Suite struct OverwritingTests {
  private static let program = "x = 1.0; y = x.exp()\n"

  /// A folder with a program, links to it, links that lead nowhere, and a data set.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.mg", OverwritingTests.program)
    try folder.write("data.csv", "a,b\n1,2\n2,4\n3,6\n")
    let script = """
      ln -s a.mg link.svg; ln a.mg hard.svg; ln -s nowhere dangling.svg
      ln -s loop2.svg loop1.svg; ln -s loop1.svg loop2.svg; ln -s link.svg two-after.svg
      ln -s a.mg net-loss.svg; ln -s data.csv fit-loss.svg; mkdir in; ln -s .. in/up
      """
    #expect(try Command.shell(script, in: folder).code == 0)
    return folder
  }

  @Test(arguments: [
    "render a.mg -f svg --stage after -o a.mg", "render a.mg -f svg --stage after -o ./in/up/a.mg",
    "render a.mg --stage after -o link.svg", "render a.mg --stage after -o hard.svg",
    "render link.svg --stage after -f dot -o hard.svg", "render - --stage after -o hard.svg < a.mg",
    "render a.mg -o two.svg", "check a.mg --sweep -o link.svg", "diff a.mg in/up/a.mg -o hard.svg",
    "render a.mg --animate -o link.svg", "render a.mg --stage after -o - 1<> hard.svg",
    "mlp 1,1 --data ./data.csv --train 2 -o fit.svg", "render a.mg --stage after -o dangling.svg",
    "render a.mg --stage after -o loop1.svg", "plot tanh -o dangling.svg",
    "check a.mg --sweep -o loop2.svg",
  ])
  func anInputIsNotOverwritten(_ words: String) throws {
    let folder = try folder()
    let before = folder.files
    let result = try Command.shell("multigrad \(words)", in: folder)
    #expect(result.code == 73, "\(result.errors)")
    #expect(result.errors.contains("--force"), "\(result.errors)")
    #expect(folder.files == before)
    #expect(try folder.text("a.mg") == OverwritingTests.program)
    #expect(try folder.text("data.csv").hasPrefix("a,b\n"))
  }

  @Test(arguments: ["a.mg", "link.svg", "hard.svg", "dangling.svg", "loop1.svg"])
  func forceOverwrites(_ output: String) throws {
    let folder = try folder()
    let result = try Command.shell(
      "multigrad render a.mg -f svg --stage after --force -o \(output)", in: folder)
    #expect(result.code == 0, "\(result.errors)")
    #expect(SVGStructure(try folder.data(output)) != nil)
    #expect(!folder.files.contains { $0.hasSuffix(".tmp") })
  }

  /// A graph file that is written beside the one that was read, and other files that are there.
  @Test func otherFilesAreReplaced() throws {
    let folder = try folder()
    try folder.write("b.svg", "old")
    #expect(
      try Command.multigrad("render", "a.mg", "--stage", "after", "-o", "b.svg", in: folder).code
        == 0
    )
    #expect(SVGStructure(try folder.data("b.svg")) != nil)
  }

  @Test func twoOutputsAreTwoFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("a-before.svg", "old")
    let script = "ln -s a-before.svg a-after.svg; multigrad neuron -o a.svg"
    let result = try Command.shell(script, in: folder)
    #expect(result.code == 73)
    #expect(try folder.text("a-before.svg") == "old")
  }

  /// Folders that were made for what then failed are not left either.
  @Test func foldersThatWereMadeGoAgain() throws {
    let folder = try TemporaryFolder()
    let script = "mkdir kept; ulimit -f 8; multigrad neuron -o kept/new/deep/a.svg"
    let result = try Command.shell(script, in: folder)
    #expect(result.code == 74)
    #expect(try Command.shell("ls -A kept", in: folder).text == "")
  }

  @Test(arguments: ["INT", "TERM", "HUP", "PIPE", "QUIT"])
  func aSignalLeavesNothingBehind(_ signal: String) throws {
    let folder = try TemporaryFolder()
    // The second file is a pipe that nobody reads: the command waits there, its first file begun.
    let script = """
      mkdir -p new; mkfifo new/a-after.svg; mkfifo started
      (
        until ls -A new | grep -q tmp; do sleep 0.05; done
        kill -s \(signal) $(cat pid)
      ) &
      sh -c 'echo $$ > pid; exec multigrad neuron -q -o new/a.svg'
      echo $?
      ls -A new
      """
    let result = try Command.shell(script, in: folder)
    let number = ["HUP": 1, "INT": 2, "QUIT": 3, "PIPE": 13, "TERM": 15][signal] ?? 0
    #expect(result.text == "\(128 + number)\na-after.svg\n", "\(result.errors)")
  }
}
