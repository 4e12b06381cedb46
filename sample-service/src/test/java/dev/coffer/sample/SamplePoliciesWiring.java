// [sample]
package dev.coffer.sample;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.core.permission.Policies;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The roles of the tests: the built-in ones know nothing of this service, since it is part of no system. */
@Configuration(proxyBeanMethods = false)
class SamplePoliciesWiring {

    @Bean
    Policies policies() {
        Role user = new Role(
                BuiltInRoles.USER,
                List.of(),
                List.of("item:read:own", "item:create:own", "item:update:own", "item:remove:own"),
                List.of());
        Role operator = new Role(BuiltInRoles.OPERATOR, List.of(), List.of("item:read:all"), List.of());
        Stream<Role> others = BuiltInRoles.all().stream()
                .filter(role ->
                        !List.of(BuiltInRoles.USER, BuiltInRoles.OPERATOR).contains(role.name()));
        CompiledPolicy policy = Policy.of(
                        Stream.concat(Stream.of(user, operator), others).toList())
                .compile();
        return tenantId -> policy;
    }
}
// [/sample]
