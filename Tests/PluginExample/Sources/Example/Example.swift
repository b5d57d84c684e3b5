/// Something to document.
public struct Example {}
