package dev.coffer.notification.preference;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Endings;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import dev.coffer.notification.message.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PreferenceWiring.LinkProperties.class)
class PreferenceWiring {

    /** @param publicUrl where users reach this service; empty: mails have no link to unsubscribe by */
    @ConfigurationProperties("coffer.notification.links")
    record LinkProperties(@DefaultValue("") String publicUrl) {

        LinkProperties {
            URI uri = uri(publicUrl);
            if (uri != null && !"https".equals(uri.getScheme()) && !isThisMachine(uri)) {
                throw new IllegalArgumentException(
                        "coffer.notification.links.public-url must be https, as mail programs ask for: " + publicUrl);
            }
        }

        private static boolean isThisMachine(URI uri) {
            try {
                return "http".equals(uri.getScheme())
                        && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
            } catch (UnknownHostException unknown) {
                return false;
            }
        }

        private static @Nullable URI uri(String text) {
            return text.isBlank() ? null : URI.create(text.replaceAll("/+$", ""));
        }

        @Nullable
        URI address() {
            return uri(publicUrl);
        }
    }

    @Bean
    PublicAddress publicAddress(LinkProperties properties) {
        return new PublicAddress(properties.address());
    }

    @Bean
    MongoPreferences notificationPreferences(MongoDatabase database) {
        return new MongoPreferences(database);
    }

    @Bean
    DecideSending decideSending(Preferences preferences, Clock clock) {
        return new DecideSending(preferences, clock);
    }

    @Bean
    SavePreferences savePreferences(Preferences preferences, Transactions transactions, Clock clock) {
        return new SavePreferences(preferences, transactions, clock);
    }

    @Bean
    UnsubscribeTokens unsubscribeTokens(MasterKey masterKey, Clock clock) {
        return new UnsubscribeTokens(masterKey, clock);
    }

    @Bean
    UnsubscribeLinks unsubscribeLinks(PublicAddress address, UnsubscribeTokens tokens) {
        return new UnsubscribeLinks(address.value(), tokens);
    }

    @Bean
    Unsubscribe unsubscribe(
            UnsubscribeTokens tokens,
            Preferences preferences,
            Endings undoneRegistrations,
            Transactions transactions,
            Clock clock) {
        return new Unsubscribe(tokens, preferences, undoneRegistrations, transactions, clock);
    }
}
