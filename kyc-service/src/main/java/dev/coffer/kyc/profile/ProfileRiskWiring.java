package dev.coffer.kyc.profile;

import dev.coffer.core.events.EventType;
import dev.coffer.kyc.risk.RiskScores;
import dev.coffer.kyc.risk.RiskSigns;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileRiskWiring {

    @Bean
    RiskSigns profileRiskSigns(KycProfiles profiles, Clock clock) {
        return new ProfileRiskSigns(profiles, clock);
    }

    @Bean
    AssignRisk assignRisk(ProfileChanges changes, RiskScores risks) {
        return new AssignRisk(changes, risks);
    }

    @Bean
    EventType<RiskAssigned> riskAssigned() {
        return new EventType<>(RiskAssigned.TYPE, 1, RiskAssigned.class);
    }
}
