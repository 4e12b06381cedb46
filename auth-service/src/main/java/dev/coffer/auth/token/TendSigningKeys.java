package dev.coffer.auth.token;

import dev.coffer.core.config.Setting;
import dev.coffer.core.errors.CodedException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps this process's keys as the store has them, and rotates when the time has come: whichever replica is first does it. */
final class TendSigningKeys implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(TendSigningKeys.class);

    private final KeyRing ring;
    private final RotateSigningKey rotate;
    private final Setting<KeyRotation> setting;
    private volatile @Nullable ScheduledExecutorService tending;

    TendSigningKeys(KeyRing ring, RotateSigningKey rotate, Setting<KeyRotation> setting) {
        this.ring = ring;
        this.rotate = rotate;
        this.setting = setting;
    }

    private void tend() {
        try {
            ring.refresh();
            rotate.rotateIfDue(setting.ofInstallation());
        } catch (CodedException awayOrElsewhere) {
            LOG.debug("The signing keys are looked at again later: {}", awayOrElsewhere.getMessage());
        } catch (RuntimeException failed) {
            // Thrown out of here it would end the tending for good.
            LOG.error("The signing keys cannot be tended", failed);
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("signing-keys").factory());
        tending = started;
        var _ = started.scheduleWithFixedDelay(this::tend, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = tending;
        if (stopping != null) {
            stopping.shutdown();
            tending = null;
        }
    }

    @Override
    public boolean isRunning() {
        return tending != null;
    }
}
