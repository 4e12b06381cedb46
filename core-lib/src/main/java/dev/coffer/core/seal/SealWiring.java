package dev.coffer.core.seal;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Gives a service the master key when it first asks for it: one that keeps no secret runs without. */
@AutoConfiguration
class SealWiring {

    private static final Profiles PRODUCTION = Profiles.of("production");
    private static final String DEVELOPMENT_KEY_FILE = ".coffer/master.key";

    @Bean
    @ConditionalOnMissingBean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    MasterKey masterKey(Environment environment, SecureRandom random) {
        String file = environment.getProperty("coffer.master-key-file", DEVELOPMENT_KEY_FILE);
        return new LoadMasterKey(random)
                .load(
                        environment.getProperty("coffer.master-key"),
                        file.isBlank() ? null : Path.of(file),
                        environment.acceptsProfiles(PRODUCTION));
    }
}
