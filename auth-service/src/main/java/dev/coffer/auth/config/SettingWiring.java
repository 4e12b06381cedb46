package dev.coffer.auth.config;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.user.Tenants;
import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.FindSettings;
import dev.coffer.core.config.SettingWitness;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingWiring {

    @Bean
    SettingWitness settingWitness(Audit audit, Tenants tenants) {
        return new RecordSettings(audit, tenants.resolve(null));
    }

    @Bean
    AdministerSettings administerSettings(
            FindSettings find, ChangeSettings change, Tenants tenants, Permissions permissions, Pages pages) {
        return new AdministerSettings(find, change, new SettingReach(tenants, permissions), pages);
    }
}
