package dev.coffer.access.json;

/** A text is not the JSON form of a policy. The message has the line, the path and what was expected. */
public final class PolicyFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String path;

    PolicyFormatException(int line, String path, String problem) {
        super("line %d, %s: %s".formatted(line, path, problem));
        this.line = line;
        this.path = path;
    }

    /** Where the value begins, the first line being 1. */
    public int line() {
        return line;
    }

    /** The way to the value, such as {@code $.roles[3].grants[0].when}. */
    public String path() {
        return path;
    }
}
