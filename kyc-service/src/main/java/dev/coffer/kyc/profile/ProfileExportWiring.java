package dev.coffer.kyc.profile;

import dev.coffer.core.events.EventType;
import dev.coffer.kyc.export.ExportLinks;
import dev.coffer.kyc.export.PersonalRecords;
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
    PersonalRecords historyRecords(ProfileHistory history) {
        return new HistoryRecords(history);
    }

    @Bean
    RequestExport requestExport(ProfileChanges changes, ExportLinks links) {
        return new RequestExport(changes, links);
    }

    @Bean
    EventType<PersonExported> personExported() {
        return new EventType<>(PersonExported.TYPE, 1, PersonExported.class);
    }
}
