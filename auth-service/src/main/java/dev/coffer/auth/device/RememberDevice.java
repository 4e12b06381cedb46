package dev.coffer.auth.device;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.user.User;
import dev.coffer.core.config.Setting;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers devices, recognises and forgets them. A device is bound to its user and to the password that was in force when it was
 * remembered: another password ends all of them, whoever set it and by whatever way.
 */
public final class RememberDevice {

    private static final int TOKEN_BYTES = 32;

    /** Longer than any token is; what is longer is nobody's and not even digested. */
    private static final int MAX_CHARS = 128;

    private final RememberedDevices devices;
    private final Credentials credentials;
    private final Setting<DeviceSettings> settings;
    private final Audit audit;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    RememberDevice(
            RememberedDevices devices,
            Credentials credentials,
            Setting<DeviceSettings> settings,
            Audit audit,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.devices = devices;
        this.credentials = credentials;
        this.settings = settings;
        this.audit = audit;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Remembers the device that this user is signing in on.
     *
     * @param password fingerprint of the password that was signed in with
     * @return the token for the device to keep: 256 random bits, of which a digest is stored
     */
    public String remember(UnitOfWork unit, User user, String password) {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = now();
        Instant expiresAt = now.plus(settings.of(user.tenantId()).lifetime());
        devices.insert(
                unit,
                new RememberedDevice(
                        ids.next(), user.tenantId(), user.id(), digest(token), password, now, null, expiresAt));
        audit.record(unit, AuditAct.own(user.tenantId(), AuditKind.DEVICE_REMEMBERED, user.id()));
        DeviceRemembered remembered = new DeviceRemembered(user.id(), expiresAt.toString());
        outbox.add(unit, EventDraft.of(remembered, user.id(), user.tenantId()).onBehalfOf(user.id()));
        return token;
    }

    /** Whether the token is that of a device which stands for this user's second step. */
    public boolean recognise(UnitOfWork unit, User user, String password, @Nullable String token) {
        if (token == null || token.length() > MAX_CHARS) {
            return false;
        }
        RememberedDevice device = devices.find(unit, user.tenantId(), user.id(), digest(token));
        Instant now = now();
        if (device == null || !device.countsFor(password, now)) {
            return false;
        }
        devices.used(unit, device, now);
        return true;
    }

    /** Every device of the user has to take the second step again. */
    public void forgetAll(UnitOfWork unit, User user) {
        forgetAll(unit, user.tenantId(), user.id());
    }

    /** The same, for who has the user's id only. */
    public void forgetAll(UnitOfWork unit, String tenantId, String userId) {
        devices.deleteAll(unit, tenantId, userId);
    }

    /** The caller's devices that still count, the newest first. */
    List<RememberedDevice> ofCaller(Caller caller) {
        PasswordHash password = credentials.find(caller.tenantId(), caller.userId());
        if (password == null) {
            return List.of();
        }
        String fingerprint = password.fingerprint();
        Instant now = now();
        return devices.all(caller.tenantId(), caller.userId()).stream()
                .filter(device -> device.countsFor(fingerprint, now))
                .toList();
    }

    /** @throws CodedException NOT_FOUND for a device that is unknown or somebody else's */
    RememberedDevice forget(Caller caller, String id) {
        RememberedDevice forgotten =
                transactions.<@Nullable RememberedDevice>inTransaction(unit -> forget(unit, caller, id));
        if (forgotten == null) {
            throw CodedException.notFound("remembered device", id);
        }
        return forgotten;
    }

    private @Nullable RememberedDevice forget(UnitOfWork unit, Caller caller, String id) {
        RememberedDevice forgotten = devices.delete(unit, caller.tenantId(), caller.userId(), id);
        if (forgotten != null) {
            audit.record(
                    unit,
                    AuditAct.by(caller, AuditKind.DEVICE_FORGOTTEN)
                            .about(caller.userId())
                            .with("device", id));
        }
        return forgotten;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
