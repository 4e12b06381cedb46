package dev.coffer.auth.role;

import dev.coffer.core.errors.RefusalCode;

/** Why a role is not saved or deleted. */
public enum RoleRefusal implements RefusalCode {
    ROLES_CHANGED("Somebody else changed the tenant's roles meanwhile; look at them and try again from there."),
    ROLE_FIXED("The roles admin and tenant-admin stay as they are, so that a tenant cannot lock itself out."),
    ROLE_PARENT_UNKNOWN("A role cannot inherit one that there is not."),
    ROLE_CYCLE("Roles inherit in a cycle; the message names it."),
    TOO_MANY_RULES("A role has at most 500 rules of its own."),
    TOO_MANY_ROLES("A tenant has at most 200 roles of its own."),
    ROLES_TOO_LARGE("The tenant's roles are too large together, what they inherit included."),
    ROLE_LOCKS_OUT("A denial would keep administrators who hold the role from changing roles back."),
    ROLE_IN_USE("Users hold the role, or others inherit it; the message names some."),
    ROLE_BUILT_IN("The role is a built-in one that the tenant has not changed, so there is nothing to delete."),
    ROLE_TAKEN("The tenant has a role of its own by the name of one in the set; delete or keep it.");

    private final String meaning;

    RoleRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
