package dev.coffer.core.ops;

import dev.coffer.core.store.MigrationStatus;
import dev.coffer.core.store.Migrations;

/** Whether the data is in the form that this version of the service needs. */
final class MigrationsCheck implements HealthCheck {

    private final Migrations migrations;

    MigrationsCheck(Migrations migrations) {
        this.migrations = migrations;
    }

    @Override
    public String name() {
        return "migrations";
    }

    @Override
    public Status check() {
        MigrationStatus status = migrations.status();
        return status.isReady() ? Status.up(status.detail()) : Status.down(status.detail());
    }
}
