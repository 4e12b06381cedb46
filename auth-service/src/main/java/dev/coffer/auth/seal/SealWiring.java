package dev.coffer.auth.seal;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
class SealWiring {

    private static final Profiles PRODUCTION = Profiles.of("production");

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    MasterKey masterKey(Environment environment, SecureRandom random) {
        String file = environment.getProperty("coffer.master-key-file", "");
        return new LoadMasterKey(random)
                .load(
                        environment.getProperty("coffer.master-key"),
                        file.isBlank() ? null : Path.of(file),
                        environment.acceptsProfiles(PRODUCTION));
    }
}
