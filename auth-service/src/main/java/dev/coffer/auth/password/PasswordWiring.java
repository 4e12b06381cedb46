package dev.coffer.auth.password;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordWiring.HashingProperties.class)
class PasswordWiring {

    /**
     * @param concurrent hash computations at once; 0 takes one for each processor
     * @param patience how long a caller waits for its turn
     */
    @ConfigurationProperties("coffer.auth.hashing")
    record HashingProperties(
            @DefaultValue("0") int concurrent,
            @DefaultValue("5s") Duration patience) {

        PasswordHashing.Limits limits() {
            int turns = concurrent == 0 ? Runtime.getRuntime().availableProcessors() : concurrent;
            return new PasswordHashing.Limits(turns, patience);
        }
    }

    @Bean
    PasswordHashing passwordHashing(HashingProperties properties) {
        return new PasswordHashing(properties.limits());
    }

    @Bean
    MongoCredentials credentials(MongoDatabase database) {
        return new MongoCredentials(database);
    }

    @Bean
    PasswordRules passwordRules() {
        return new PasswordRules(CommonPasswords.load());
    }

    @Bean
    PersonalData passwordToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoCredentials.COLLECTION, "_id");
    }
}
