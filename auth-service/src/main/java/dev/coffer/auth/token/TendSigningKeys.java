package dev.coffer.auth.token;

import dev.coffer.core.config.Setting;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.sweep.Sweep;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this process's keys as the store has them, and rotates when the time has come: whichever replica is first does it. */
final class TendSigningKeys implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(TendSigningKeys.class);

    private final KeyRing ring;
    private final RotateSigningKey rotate;
    private final Setting<KeyRotation> setting;
    private final Sweep sweep = new Sweep("signing-keys", PAUSE, () -> {});

    TendSigningKeys(KeyRing ring, RotateSigningKey rotate, Setting<KeyRotation> setting) {
        this.ring = ring;
        this.rotate = rotate;
        this.setting = setting;
    }

    void start() {
        sweep.start("The signing keys were not tended", this::tend);
    }

    private void tend() {
        try {
            ring.refresh();
            rotate.rotateIfDue(setting.ofInstallation());
        } catch (CodedException awayOrElsewhere) {
            LOG.debug("The signing keys are looked at again later: {}", awayOrElsewhere.getMessage());
        }
    }

    /** Lets what is under way come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
