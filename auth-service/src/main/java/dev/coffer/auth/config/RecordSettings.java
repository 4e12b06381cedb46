package dev.coffer.auth.config;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.config.SettingVersion;
import dev.coffer.core.config.SettingVersion.Change;
import dev.coffer.core.config.SettingWitness;
import dev.coffer.core.store.UnitOfWork;

/** Has the audit log tell of changed settings: a tenant's own in its log, the installation's in that of its first tenant. */
final class RecordSettings implements SettingWitness {

    private final Audit audit;
    private final String installationTenant;

    RecordSettings(Audit audit, String installationTenant) {
        this.audit = audit;
        this.installationTenant = installationTenant;
    }

    /** What was set is in the setting's own history, which is kept as well. */
    @Override
    public void changed(UnitOfWork unit, SettingVersion version) {
        SettingScope scope = version.scope();
        Change change = version.change();
        String tenantId = scope.tenantId();
        AuditAct act = AuditAct.of(
                        tenantId == null ? installationTenant : tenantId, AuditKind.SETTING_CHANGED, change.changedBy())
                .with("key", scope.key())
                .with("version", Long.toString(version.number()))
                .because(change.reason());
        audit.record(unit, tenantId == null ? act : act.with("tenant", tenantId));
    }
}
