package dev.coffer.notification.engine;

/** Who is at the other end of a session, as whoever uses it sees them. */
public interface EngineVisitor {

    /** A message came. Called for one after the other, by a thread that may be held up. */
    void message(String text);

    /** Whether it is known who that is; otherwise the session ends soon. */
    boolean isSignedIn();

    /** The session is over. Called once. */
    void closed();
}
