package dev.coffer.scripts;

/** What a command says when it cannot do what was asked: a sentence for a person, no stack trace. */
public final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }
}
