package dev.coffer.auth.social;

import org.jspecify.annotations.Nullable;

/** Those who were sent to a provider, until they come back. */
interface SocialStarts {

    void add(SocialStart start);

    /** Finds it and removes it: of many who ask, one gets it. Null where there is none. */
    @Nullable
    SocialStart take(String tenantId, String digest);
}
