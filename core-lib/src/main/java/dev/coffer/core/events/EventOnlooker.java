package dev.coffer.core.events;

/**
 * Sees the events of this service as they are relayed, whichever replica they come from: every replica sees each of them once, at
 * best. What is missed is not repeated; whoever may miss nothing is a {@link Consumer}. Every bean of this type is told. Called by a
 * thread that must not be held up, one call after the other.
 */
public interface EventOnlooker {

    /** An event of this service, of any type and tenant. */
    void event(EventEnvelope event);

    /** From here on events are seen: at the start, and after {@link #interrupted}. */
    void listening();

    /** From here on events may be missed, because Redis is away. */
    void interrupted();
}
