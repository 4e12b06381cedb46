package dev.coffer.payment.provider.stripe;

import dev.coffer.payment.provider.MeteredProvider;
import dev.coffer.payment.provider.PaymentProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "coffer.payment.provider", havingValue = StripeProvider.NAME)
@EnableConfigurationProperties(StripeWiring.StripeProperties.class)
class StripeWiring {

    /** See {@link StripeSettings}. */
    @ConfigurationProperties("coffer.payment.stripe")
    record StripeProperties(
            @DefaultValue("") String secretKey,
            @DefaultValue("") String webhookSecret,
            @DefaultValue("https://api.stripe.com") URI apiBase,
            @DefaultValue("2s") Duration connectTimeout,
            @DefaultValue("8s") Duration readTimeout,
            @DefaultValue("1") int retries) {

        StripeSettings settings() {
            return new StripeSettings(secretKey, webhookSecret, apiBase, connectTimeout, readTimeout, retries);
        }

        @Override
        public String toString() {
            return "StripeProperties[" + apiBase + "]";
        }
    }

    @Bean
    PaymentProvider paymentProvider(StripeProperties properties, Clock clock, MeterRegistry meters) {
        return new MeteredProvider(new StripeProvider(properties.settings(), clock), meters);
    }
}
