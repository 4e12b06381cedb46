package dev.coffer.core.permission;

/** Where denials go besides the log. Asked while a request waits: it must not block. */
@FunctionalInterface
interface DenialRecord {

    /** For a service without a store. */
    DenialRecord NONE = denied -> {};

    void add(Denied denied);
}
