package dev.coffer.payment.provider;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The simulator, unless {@code coffer.payment.provider} names another provider. */
@Configuration(proxyBeanMethods = false)
@Conditional(ProviderWiring.NotStripe.class)
class ProviderWiring {

    private static final Profiles PRODUCTION = Profiles.of("production");

    /** Any provider that has no adapter of its own to be wired: the simulator, or a name that stops the start. */
    static final class NotStripe extends NoneNestedConditions {

        NotStripe() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty(name = "coffer.payment.provider", havingValue = "stripe")
        static final class Stripe {}
    }

    @Bean
    MongoSimulatorWebhooks simulatorWebhooks(MongoDatabase database, Clock clock) {
        return new MongoSimulatorWebhooks(database, clock, new SecureRandom());
    }

    /** Sends to this very process, on whatever port it listens. */
    @Bean(initMethod = "start")
    SendSimulatorWebhooks sendSimulatorWebhooks(MongoSimulatorWebhooks webhooks, Environment environment) {
        return new SendSimulatorWebhooks(
                webhooks,
                () -> URI.create("http://localhost:" + environment.getProperty("local.server.port", "9002")
                        + "/webhooks/payments/" + MongoSimulator.NAME));
    }

    @Bean
    PaymentProvider paymentProvider(
            Environment environment,
            MongoDatabase database,
            MongoSimulatorWebhooks webhooks,
            Clock clock,
            MeterRegistry meters) {
        requireKnown(environment.getProperty("coffer.payment.provider", ""), environment.acceptsProfiles(PRODUCTION));
        return new MeteredProvider(new MongoSimulator(database, webhooks, clock), meters);
    }

    /** The simulator credits money that nobody paid: production has to ask for it by name. */
    private static void requireKnown(String provider, boolean isProduction) {
        boolean isSimulator = provider.equals(MongoSimulator.NAME) || (provider.isEmpty() && !isProduction);
        if (!isSimulator) {
            throw new IllegalStateException(
                    "coffer.payment.provider must name a payment provider; known are 'stripe' and '"
                            + MongoSimulator.NAME + "', which takes no real money; not '" + provider + "'");
        }
    }
}
