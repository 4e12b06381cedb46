package dev.coffer.kyc.profile;

import dev.coffer.core.events.EventType;
import dev.coffer.kyc.export.ExportLinks;
import dev.coffer.kyc.export.PersonalRecords;
import dev.coffer.kyc.export.Verifications;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileExportWiring {

    @Bean
    PersonalRecords profileRecords(@Qualifier("mongoKycProfiles") KycProfiles profiles) {
        return new ProfileRecords(profiles);
    }

    @Bean
    HistoryRecords historyRecords(ProfileHistory history) {
        return new HistoryRecords(history);
    }

    @Bean
    RequestExport requestExport(ProfileChanges changes, ExportLinks links) {
        return new RequestExport(changes, links);
    }

    @Bean
    Verifications verifications(ProfileHistory history) {
        return new HistoryVerifications(history);
    }

    @Bean
    RequestAuditFile requestAuditFile(ProfileChanges changes, ProfileHistory history, ExportLinks links) {
        return new RequestAuditFile(changes, history, links);
    }

    @Bean
    EventType<VerificationExported> verificationExported() {
        return new EventType<>(VerificationExported.TYPE, 1, VerificationExported.class);
    }

    @Bean
    EventType<PersonExported> personExported() {
        return new EventType<>(PersonExported.TYPE, 1, PersonExported.class);
    }
}
