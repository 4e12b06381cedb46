package dev.coffer.core.seal;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Whether a process was given the installation's master key: one in development need not make one for a minor use. */
public final class GivenMasterKey {

    private static final Profiles PRODUCTION = Profiles.of("production");

    private GivenMasterKey() {}

    /** Always so in production, where a missing key ends the start. */
    public static boolean isIn(Environment environment) {
        return isSet(environment, "coffer.master-key")
                || isSet(environment, "coffer.master-key-file")
                || environment.acceptsProfiles(PRODUCTION);
    }

    private static boolean isSet(Environment environment, String property) {
        return !environment.getProperty(property, "").isBlank();
    }
}
