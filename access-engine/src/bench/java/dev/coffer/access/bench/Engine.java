package dev.coffer.access.bench;

/** One engine with the policy loaded and the questions made, so that only decisions are measured. */
interface Engine {
    /** @param question index of a question of {@link Rbac#questions()} */
    boolean isPermitted(int question);
}
