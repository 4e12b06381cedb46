package dev.coffer.auth.role;

/** How much of it there may be, so that every service compiles a tenant's policy in a moment. */
final class RoleLimits {

    /** Roles that a tenant has of its own. */
    static final int ROLES = 200;
    /** Rules of one role, those it inherits not included. */
    static final int RULES = 500;
    /** Roles that one role names as inherited. */
    static final int PARENTS = 50;
    /** Rules of all roles of a tenant, those they inherit included. */
    static final int RULES_IN_ALL = 100_000;
    /** Characters of all roles that a tenant has of its own, as they are stored: a document of MongoDB holds 16 MiB. */
    static final int CHARACTERS = 4_000_000;
    /** Characters of one condition. */
    static final int CONDITION = 4_000;

    private RoleLimits() {}
}
