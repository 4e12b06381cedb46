package dev.coffer.kyc.check.sumsub;

import dev.coffer.kyc.check.CheckKind;
import dev.coffer.kyc.check.KycProvider;
import dev.coffer.kyc.document.UserDocuments;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "coffer.kyc.provider", havingValue = SumsubProvider.NAME)
@EnableConfigurationProperties(SumsubWiring.SumsubProperties.class)
class SumsubWiring {

    /** See {@link SumsubSettings}. */
    @ConfigurationProperties("coffer.kyc.sumsub")
    record SumsubProperties(
            @DefaultValue("") String appToken,
            @DefaultValue("") String secretKey,
            @DefaultValue("") String webhookSecret,
            @DefaultValue("https://api.sumsub.com") URI apiBase,
            @DefaultValue("2s") Duration connectTimeout,
            @DefaultValue("15s") Duration readTimeout,
            @DefaultValue("") String documentLevel,
            @DefaultValue("") String livenessLevel,
            @DefaultValue("") String addressLevel) {

        SumsubSettings settings() {
            Map<CheckKind, String> levels = new EnumMap<>(CheckKind.class);
            levels.put(CheckKind.DOCUMENT, documentLevel);
            levels.put(CheckKind.LIVENESS, livenessLevel);
            levels.put(CheckKind.ADDRESS, addressLevel);
            levels.values().removeIf(String::isBlank);
            return new SumsubSettings(appToken, secretKey, webhookSecret, apiBase, connectTimeout, readTimeout, levels);
        }

        @Override
        public String toString() {
            return "SumsubProperties[" + apiBase + "]";
        }
    }

    @Bean
    KycProvider kycProvider(SumsubProperties properties, UserDocuments documents, Clock clock) {
        SumsubSettings settings = properties.settings();
        return new SumsubProvider(settings, new SumsubCalls(settings, clock), documents, clock);
    }
}
