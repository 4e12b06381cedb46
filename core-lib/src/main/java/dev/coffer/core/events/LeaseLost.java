package dev.coffer.core.events;

/** Another process took over meanwhile, as it may; nothing of this one's later work was saved. */
final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLost(String what) {
        super(what);
    }
}
