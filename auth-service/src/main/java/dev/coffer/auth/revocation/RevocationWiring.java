package dev.coffer.auth.revocation;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RevocationWiring {

    @Bean
    MongoRevocations storedRevocations(MongoDatabase database) {
        return new MongoRevocations(database);
    }

    /** Also what this service goes by itself: the others ask it over HTTP. */
    @Bean
    LiveRevocations liveRevocations(StoredRevocations stored, Clock clock) {
        return new LiveRevocations(stored, clock);
    }

    @Bean
    RevokeTokens revokeTokens(StoredRevocations stored, Ids ids, Clock clock) {
        return new RevokeTokens(stored, ids, clock);
    }
}
