package dev.coffer.kyc.person;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.kyc.export.PersonalRecords;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PersonWiring {

    @Bean
    MongoPersons persons(MongoDatabase database, MasterKey masterKey, SecureRandom random) {
        return new MongoPersons(database, new Seal(masterKey, "kyc-personal-data", random));
    }

    @Bean
    PersonalRecords personRecords(Persons persons) {
        return new PersonRecords(persons);
    }
}
