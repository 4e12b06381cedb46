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
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordWiring.HashingProperties.class)
class PasswordWiring {

    /**
     * @param concurrent hash computations at once; 0 takes one for each processor
     * @param patience how long a caller waits for its turn
     * @param kibibytes of memory for each computation
     * @param passes over that memory; hashes of another cost are made anew when their user signs in
     */
    @ConfigurationProperties("coffer.auth.hashing")
    record HashingProperties(
            @DefaultValue("0") int concurrent,
            @DefaultValue("5s") Duration patience,
            @DefaultValue("19456") int kibibytes,
            @DefaultValue("2") int passes) {

        PasswordHashing.Limits limits() {
            int turns = concurrent == 0 ? Runtime.getRuntime().availableProcessors() : concurrent;
            return new PasswordHashing.Limits(turns, patience);
        }
    }

    @Bean
    PasswordHashing passwordHashing(HashingProperties properties, Environment environment) {
        HashCost cost = new HashCost(properties.kibibytes(), properties.passes());
        boolean isProduction = environment.acceptsProfiles(Profiles.of("production"));
        return new PasswordHashing(isProduction ? cost.forProduction() : cost, properties.limits());
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
