package dev.coffer.core.permission;

/** A parent object whose fields are guarded by {@code @permission(owner: "source")}. */
public interface Owned {

    /** Id of the user whose the thing is. */
    String ownerId();
}
