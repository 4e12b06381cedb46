package dev.coffer.core.config;

import dev.coffer.core.config.SettingResult.Changed;
import dev.coffer.core.config.SettingResult.Refused;
import dev.coffer.core.config.SettingVersion.Change;
import dev.coffer.core.config.SettingVersion.FieldChange;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes settings. Each change is a new version, saved with who, when and why in the transaction that makes it the current one;
 * a rollback is such a change too. Who may change what is the caller's business.
 */
public final class ChangeSettings {

    public static final int LONGEST_REASON = 500;
    private static final Logger LOG = LoggerFactory.getLogger(ChangeSettings.class);

    private final MongoSettings store;
    private final FindSettings find;
    private final SettingSeal seal;
    private final SettingWitness witness;
    private final Clock clock;

    ChangeSettings(MongoSettings store, FindSettings find, SettingSeal seal, SettingWitness witness, Clock clock) {
        this.store = store;
        this.find = find;
        this.seal = seal;
        this.witness = witness;
        this.clock = clock;
    }

    /**
     * Who changes, why, and from where on.
     *
     * @param expectedVersion the version that the change was made up from: 0 where nothing was ever set
     */
    public record Intent(SettingScope scope, long expectedVersion, String changedBy, String reason) {

        /** @throws CodedException INVALID_INPUT for a reason that is empty, too long or not one line */
        public Intent {
            reason(reason);
        }

        /**
         * A reason that can be given.
         *
         * @throws CodedException INVALID_INPUT for one that is empty, too long or not one line
         */
        public static String reason(String typed) {
            if (typed.isBlank()
                    || typed.length() > LONGEST_REASON
                    || typed.codePoints().anyMatch(Character::isISOControl)) {
                throw CodedException.invalid(
                        "input.reason", "A reason is one line of 1 to " + LONGEST_REASON + " characters.");
            }
            return typed;
        }
    }

    /**
     * Sets some fields of a setting.
     *
     * @param values by field; null takes the scope's own value away, so that the inherited one counts
     * @throws CodedException UNAVAILABLE
     */
    public SettingResult set(Intent intent, Map<String, @Nullable String> values) {
        SettingDeclaration declaration = find.declaration(intent.scope().key());
        if (declaration == null) {
            return unknown(intent);
        }
        Refused refused = refuse(declaration, intent.scope(), values);
        return refused != null
                ? refused
                : logged(intent, store.inTransaction(unit -> set(unit, declaration, intent, values)));
    }

    /**
     * Restores what an earlier version had set, as a new version.
     *
     * @param number of the version to restore; 0 for nothing set at all
     * @throws CodedException UNAVAILABLE
     */
    public SettingResult rollback(Intent intent, long number) {
        SettingDeclaration declaration = find.declaration(intent.scope().key());
        return declaration == null
                ? unknown(intent)
                : logged(intent, store.inTransaction(unit -> rollback(unit, declaration, intent, number)));
    }

    private Refused unknown(Intent intent) {
        return new Refused(
                SettingRefusal.SETTING_UNKNOWN, find.unknown(intent.scope().key()), "key");
    }

    /** All that is wrong with the single values, in one answer. */
    private static @Nullable Refused refuse(
            SettingDeclaration declaration, SettingScope scope, Map<String, @Nullable String> values) {
        if (values.isEmpty()) {
            throw CodedException.invalid("input.values", "Name at least one field to change.");
        }
        List<SettingProblem> problems = new ArrayList<>();
        for (Map.Entry<String, @Nullable String> entry : values.entrySet()) {
            FieldDeclaration field = declaration.field(entry.getKey());
            if (field == null || (scope.isOfTenant() && !field.isPerTenant())) {
                return field == null
                        ? unknownField(declaration, entry.getKey())
                        : new Refused(
                                SettingRefusal.SETTING_NOT_PER_TENANT,
                                field.name() + " of " + declaration.key()
                                        + " has one value for the whole installation.",
                                "values." + field.name());
            }
            SettingProblem problem = entry.getValue() == null ? null : field.check(entry.getValue());
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems.isEmpty() ? null : invalid(problems);
    }

    private static Refused unknownField(SettingDeclaration declaration, String name) {
        return new Refused(
                SettingRefusal.SETTING_UNKNOWN,
                declaration.key() + " has no field '" + SettingProblem.shorten(name) + "'."
                        + NearMatches.sentence(name, declaration.names()),
                "values");
    }

    private static Refused invalid(List<SettingProblem> problems) {
        return new Refused(
                SettingRefusal.SETTING_VALUE_INVALID,
                String.join(" ", problems.stream().map(SettingProblem::message).toList()),
                "values." + problems.getFirst().field());
    }

    private SettingResult set(
            UnitOfWork unit, SettingDeclaration declaration, Intent intent, Map<String, @Nullable String> values) {
        Scopes scopes = new Scopes(store.current(unit, declaration.key()), intent.scope());
        Map<String, StoredValue> next = new LinkedHashMap<>(scopes.ownValues());
        values.forEach((name, text) -> {
            FieldDeclaration field = Objects.requireNonNull(declaration.field(name), name);
            if (text == null) {
                next.remove(name);
            } else {
                next.put(
                        name,
                        field.isSecret()
                                ? seal.seal(intent.scope(), name, text)
                                : new StoredValue.Plain(field.canonical(text)));
            }
        });
        return save(unit, declaration, intent, scopes, next, null);
    }

    private SettingResult rollback(UnitOfWork unit, SettingDeclaration declaration, Intent intent, long number) {
        Scopes scopes = new Scopes(store.current(unit, declaration.key()), intent.scope());
        Map<String, StoredValue> restored = new LinkedHashMap<>();
        if (number != 0) {
            SettingVersion version = store.version(unit, intent.scope(), number);
            if (version == null) {
                return new Refused(
                        SettingRefusal.SETTING_VERSION_UNKNOWN,
                        intent.scope() + " has no version " + number + "; it is at version " + scopes.number() + ".",
                        "version");
            }
            // What was declared then and is no longer has no meaning now.
            version.values().forEach((name, value) -> {
                if (declaration.field(name) != null) {
                    restored.put(name, value);
                }
            });
        }
        return save(unit, declaration, intent, scopes, restored, number);
    }

    private SettingResult save(
            UnitOfWork unit,
            SettingDeclaration declaration,
            Intent intent,
            Scopes scopes,
            Map<String, StoredValue> values,
            @Nullable Long restored) {
        if (scopes.number() != intent.expectedVersion()) {
            return conflict(intent, scopes);
        }
        List<FieldChange> diff = diff(scopes.ownValues(), values);
        if (diff.isEmpty()) {
            return new Refused(SettingRefusal.SETTING_UNCHANGED, SettingRefusal.SETTING_UNCHANGED.meaning(), "values");
        }
        Change change = new Change(
                intent.changedBy(), clock.instant().truncatedTo(ChronoUnit.MILLIS), intent.reason(), restored, diff);
        SettingVersion next = new SettingVersion(intent.scope(), scopes.number() + 1, values, change);
        Scopes changed = scopes.with(next);
        List<SettingProblem> problems = changed.check(declaration);
        if (!problems.isEmpty()) {
            return invalid(problems);
        }
        if (!store.save(unit, next)) {
            return conflict(intent, scopes);
        }
        witness.changed(unit, next);
        return new Changed(changed.state(declaration));
    }

    private static Refused conflict(Intent intent, Scopes scopes) {
        SettingVersion current = scopes.own();
        String by = current == null ? "" : ", changed by " + current.change().changedBy();
        return new Refused(
                SettingRefusal.SETTING_VERSION_CONFLICT,
                intent.scope() + " is at version " + scopes.number() + by + ", not at " + intent.expectedVersion()
                        + ": look at what holds now and try again from there.",
                "expectedVersion");
    }

    private static List<FieldChange> diff(Map<String, StoredValue> before, Map<String, StoredValue> after) {
        Map<String, StoredValue> all = new LinkedHashMap<>(before);
        all.putAll(after);
        List<FieldChange> diff = new ArrayList<>();
        for (String field : all.keySet()) {
            @Nullable StoredValue old = before.get(field);
            @Nullable StoredValue now = after.get(field);
            if (!Objects.equals(old, now)) {
                diff.add(new FieldChange(field, old == null ? null : old.shown(), now == null ? null : now.shown()));
            }
        }
        return diff;
    }

    private static SettingResult logged(Intent intent, SettingResult result) {
        switch (result) {
            case Changed(SettingState state) ->
                LOG.info(
                        "{} is now at version {}, changed by {}: {}",
                        intent.scope(),
                        state.version(),
                        intent.changedBy(),
                        intent.reason());
            case Refused(SettingRefusal code, String message, String field) ->
                LOG.info("{} was not changed by {}: {} at {}", intent.scope(), intent.changedBy(), code, field);
        }
        return result;
    }

    /** The current versions of one setting in all scopes, seen from the scope that is to be changed. */
    private static final class Scopes {

        private final Map<SettingScope, SettingVersion> current = new HashMap<>();
        private final SettingScope scope;

        Scopes(List<SettingVersion> current, SettingScope scope) {
            current.forEach(version -> this.current.put(version.scope(), version));
            this.scope = scope;
        }

        @Nullable
        SettingVersion own() {
            return current.get(scope);
        }

        long number() {
            SettingVersion own = own();
            return own == null ? 0 : own.number();
        }

        Map<String, StoredValue> ownValues() {
            SettingVersion own = own();
            return own == null ? Map.of() : own.values();
        }

        Scopes with(SettingVersion next) {
            Scopes changed = new Scopes(List.copyOf(current.values()), scope);
            changed.current.put(next.scope(), next);
            return changed;
        }

        SettingState state(SettingDeclaration declaration) {
            return SettingState.of(declaration, scope, installation(), scope.isOfTenant() ? own() : null);
        }

        /** What is wrong in the changed scope, or because of it in a tenant's that inherits from it. */
        List<SettingProblem> check(SettingDeclaration declaration) {
            List<SettingProblem> problems = check(declaration, scope);
            if (!problems.isEmpty() || scope.isOfTenant()) {
                return problems;
            }
            for (SettingScope tenant : current.keySet()) {
                List<SettingProblem> ofTenant = tenant.isOfTenant() ? check(declaration, tenant) : List.of();
                if (!ofTenant.isEmpty()) {
                    SettingProblem first = ofTenant.getFirst();
                    return List.of(new SettingProblem(
                            first.field(), "With this, " + tenant + " would break: " + first.message()));
                }
            }
            return List.of();
        }

        private List<SettingProblem> check(SettingDeclaration declaration, SettingScope of) {
            @Nullable SettingVersion own = of.isOfTenant() ? current.get(of) : null;
            return declaration.check(new EffectiveValues(declaration, installation(), own).withoutSecrets());
        }

        private @Nullable SettingVersion installation() {
            return current.get(SettingScope.installation(scope.key()));
        }
    }
}
