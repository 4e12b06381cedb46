package dev.coffer.payment.fee;

import java.math.BigDecimal;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeeWiring.FeeProperties.class)
class FeeWiring {

    /** Percentages by currency code or "default"; see {@link FeeSchedule}. */
    @ConfigurationProperties("coffer.payment.fees")
    record FeeProperties(
            @DefaultValue Map<String, BigDecimal> deposit,
            @DefaultValue Map<String, BigDecimal> payment) {

        FeeSchedule schedule() {
            return new FeeSchedule(Map.of(FeeType.DEPOSIT, deposit, FeeType.PAYMENT, payment));
        }
    }

    @Bean
    FeeSchedule feeSchedule(FeeProperties properties) {
        return properties.schedule();
    }
}
