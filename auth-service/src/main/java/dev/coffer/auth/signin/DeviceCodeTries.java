package dev.coffer.auth.signin;

import dev.coffer.auth.signin.Attempts.Asked;

/** Bounds how often a user tries codes that devices show: they are short, for people to type. */
public final class DeviceCodeTries {

    private final AttemptCounts attempts;

    DeviceCodeTries(AttemptCounts attempts) {
        this.attempts = attempts;
    }

    /** Asks for a try, which counts from then on; says whether it may be made. */
    public boolean ask(String tenantId, String userId) {
        return attempts.ask(AttemptKey.ofDeviceCode(tenantId, userId)) instanceof Asked.Allowed;
    }

    /** A right code came: what was counted is over. */
    public void clear(String tenantId, String userId) {
        attempts.clear(AttemptKey.ofDeviceCode(tenantId, userId));
    }
}
