package dev.coffer.auth.config;

import dev.coffer.auth.config.SettingInputs.RollbackInput;
import dev.coffer.auth.config.SettingInputs.SetInput;
import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.ChangeSettings.Intent;
import dev.coffer.core.config.FindSettings;
import dev.coffer.core.config.SettingDeclaration;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.config.SettingState;
import dev.coffer.core.config.SettingVersion;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What administrators do with settings, each within their {@link SettingReach}. */
final class AdministerSettings {

    private final FindSettings find;
    private final ChangeSettings change;
    private final SettingReach reach;
    private final Pages pages;

    AdministerSettings(FindSettings find, ChangeSettings change, SettingReach reach, Pages pages) {
        this.find = find;
        this.change = change;
        this.reach = reach;
        this.pages = pages;
    }

    /** @throws CodedException NOT_FOUND naming similar keys; FORBIDDEN */
    SettingState one(Caller caller, String key, @Nullable String tenant) {
        @Nullable String of = reach.require(caller, tenant, "tenant");
        SettingDeclaration declaration = find.declaration(key);
        if (declaration == null || !concerns(declaration, of)) {
            throw new CodedException(CommonError.NOT_FOUND, find.unknown(key), "key", null);
        }
        return find.state(declaration, of);
    }

    /** Sorted by key. @param service whose settings, such as "payment-service"; null for all */
    Connection<SettingState> page(
            Caller caller, @Nullable String tenant, @Nullable String service, PageRequest page, boolean isCounted) {
        @Nullable String of = reach.require(caller, tenant, "tenant");
        List<SettingDeclaration> all = find.declarations().stream()
                .filter(declaration -> concerns(declaration, of))
                .filter(declaration -> service == null || declaration.key().startsWith(service + "/"))
                .toList();
        String scope = String.join("|", "settings", of == null ? "" : of, service == null ? "" : service);
        return pages.page(
                page,
                scope,
                (from, isForward, limit) -> find.states(slice(all, from, isForward, limit), of),
                state -> new Position(state.scope().key(), state.scope().key()),
                isCounted ? all.size() : null);
    }

    private static List<SettingDeclaration> slice(
            List<SettingDeclaration> sorted, @Nullable Position from, boolean isForward, int limit) {
        List<SettingDeclaration> beyond = new ArrayList<>();
        for (SettingDeclaration declaration : sorted) {
            int order = from == null
                    ? 0
                    : declaration.key().compareTo(from.sortKey().toString());
            if (from == null || (isForward ? order > 0 : order < 0)) {
                beyond.add(declaration);
            }
        }
        if (!isForward) {
            Collections.reverse(beyond);
        }
        return beyond.subList(0, Math.min(limit, beyond.size()));
    }

    /** The newest first. The scope was given to the caller with a setting, so it is within their reach. */
    Connection<SettingVersion> history(SettingScope scope, PageRequest page) {
        return pages.page(
                page,
                "setting-history|" + scope.key() + "|" + scope.tenantId(),
                (from, isForward, limit) ->
                        find.versions(scope, from == null ? null : (Long) from.sortKey(), isForward, limit),
                version -> new Position(version.number(), version.number()),
                null);
    }

    /** @throws CodedException FORBIDDEN; INVALID_INPUT; UNAVAILABLE */
    SettingResult set(Caller caller, SetInput input) {
        @Nullable String of = reach.require(caller, input.tenant(), "input.tenant");
        FieldChecks checks = new FieldChecks();
        String key = checks.read("input.key", () -> key(input.key()));
        Map<String, @Nullable String> values = checks.read("input.values", input::byField);
        String reason = checks.read("input.reason", () -> Intent.reason(input.reason()));
        checks.require();
        SettingScope scope = new SettingScope(Objects.requireNonNull(key), of);
        return change.set(
                new Intent(scope, input.expectedVersion(), caller.userId(), Objects.requireNonNull(reason)),
                Objects.requireNonNull(values));
    }

    /** @throws CodedException FORBIDDEN; INVALID_INPUT; UNAVAILABLE */
    SettingResult rollback(Caller caller, RollbackInput input) {
        @Nullable String of = reach.require(caller, input.tenant(), "input.tenant");
        FieldChecks checks = new FieldChecks();
        String key = checks.read("input.key", () -> key(input.key()));
        String reason = checks.read("input.reason", () -> Intent.reason(input.reason()));
        checks.require();
        SettingScope scope = new SettingScope(Objects.requireNonNull(key), of);
        return change.rollback(
                new Intent(scope, input.expectedVersion(), caller.userId(), Objects.requireNonNull(reason)),
                input.version());
    }

    private static String key(String given) {
        if (given.isBlank()) {
            throw new IllegalArgumentException("Name a setting, such as payment-service/fees.");
        }
        return given;
    }

    /** A tenant sees what it may have a value of its own of. */
    private static boolean concerns(SettingDeclaration declaration, @Nullable String tenant) {
        return tenant == null || declaration.fields().stream().anyMatch(field -> field.isPerTenant());
    }
}
