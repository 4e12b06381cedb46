package dev.coffer.notification.realtime;

import dev.coffer.core.identity.Caller;

/** A signed-in client at this replica, by whatever way it came. */
interface Connection {

    Caller caller();

    /** The access token that it began with. */
    String token();

    /** Whether it is over, and only not removed yet. */
    boolean isEnded();

    /** What it follows may have something to tell. */
    void wake();

    /** A sign of life is due. */
    void beat();

    /** Gives up what its caller may not follow any more. */
    void recheck();

    /** Tells the client why, as soon as it can take it, and ends. */
    void end(String code);
}
