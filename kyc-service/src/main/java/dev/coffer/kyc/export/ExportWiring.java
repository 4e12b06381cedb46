package dev.coffer.kyc.export;

import dev.coffer.core.seal.MasterKey;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExportWiring {

    @Bean
    ExportLinks exportLinks(MasterKey masterKey, Clock clock) {
        return new ExportLinks(masterKey, clock);
    }

    @Bean
    ExportPerson exportPerson(List<PersonalRecords> records, PersonalFiles files, Clock clock) {
        return new ExportPerson(records, files, clock);
    }

    @Bean
    ExportVerification exportVerification(Verifications verifications, List<VerificationRecords> records, Clock clock) {
        return new ExportVerification(verifications, records, clock);
    }
}
