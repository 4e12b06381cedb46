package dev.coffer.kyc.screening;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.risk.RiskSigns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Gates in a service, where a test asks for them: before somebody's data is read, and in the transaction that grants a tier. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("coffer.test.gates")
class GateWiring {

    /** @param reading stops before data is read @param granting stops between the look at the lists and the commit */
    record Gates(Gate reading, Gate granting) {}

    @Bean
    Gates gates() {
        return new Gates(new Gate(), new Gate());
    }

    @Bean
    RiskSigns gatedSigns(Gates gates) {
        return (unit, tenantId, userId, settings) -> {
            gates.granting().pass(userId);
            return List.of();
        };
    }

    @Bean
    @Primary
    Persons gatedPersons(@Qualifier("persons") Persons origin, Gates gates) {
        return new Persons() {

            @Override
            public @Nullable PersonalData find(String tenantId, String userId) {
                gates.reading().pass(userId);
                return origin.find(tenantId, userId);
            }

            @Override
            public void save(UnitOfWork unit, String tenantId, String userId, PersonalData data) {
                origin.save(unit, tenantId, userId, data);
            }

            @Override
            public List<String> usersAfter(String tenantId, @Nullable String after, int limit) {
                return origin.usersAfter(tenantId, after, limit);
            }

            @Override
            public void delete(UnitOfWork unit, String tenantId, String userId) {
                origin.delete(unit, tenantId, userId);
            }
        };
    }
}
