package dev.coffer.kyc.risk;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.store.Transactions;
import dev.coffer.kyc.export.PersonalRecords;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RiskWiring {

    @Bean
    MongoRiskAssignments riskAssignments(MongoDatabase database) {
        return new MongoRiskAssignments(database);
    }

    @Bean
    Setting<RiskSettings> riskSettings(LiveSettings settings) {
        return settings.declare(
                        RiskSettings.class,
                        RiskSettings.KEY,
                        "What speaks for a risk, and what follows from a high one.")
                .onceRead();
    }

    @Bean
    RiskScores riskScores(
            List<RiskSigns> signs,
            RiskAssignments assignments,
            Setting<RiskSettings> settings,
            Transactions transactions) {
        return new RiskScores(signs, assignments, settings, transactions);
    }

    @Bean
    PersonalRecords riskRecords(RiskScores risks) {
        return new RiskRecords(risks);
    }
}
