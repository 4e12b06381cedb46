package dev.coffer.payment;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where a test asks for it, a service that has not read its settings when it serves and consumes already, as one whose store was away at its start. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("coffer.test.unread-settings")
class UnreadSettingsWiring {

    @Bean
    static BeanDefinitionRegistryPostProcessor nobodyReadsSettings() {
        return registry -> registry.removeBeanDefinition("settingsLifecycle");
    }
}
