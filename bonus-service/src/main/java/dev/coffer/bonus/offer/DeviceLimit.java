package dev.coffer.bonus.offer;

import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** That one player gets a bonus of all that come by a device. Who tells of no device is not held back. */
final class DeviceLimit {

    private final Devices devices;
    private final DeviceClaims claims;

    DeviceLimit(Devices devices, DeviceClaims claims) {
        this.devices = devices;
        this.claims = claims;
    }

    boolean isReached(UnitOfWork unit, Player player, RunningTemplate template) {
        if (!template.content().limits().isOncePerDevice()) {
            return false;
        }
        List<String> ours = devices.of(unit, player.tenantId(), player.userId());
        return claims.isTaken(unit, player.tenantId(), scope(template), player.userId(), ours);
    }

    /** The player has it now. */
    void take(UnitOfWork unit, Player player, RunningTemplate template) {
        if (template.content().limits().isOncePerDevice()) {
            List<String> ours = devices.of(unit, player.tenantId(), player.userId());
            claims.take(unit, player.tenantId(), scope(template), player.userId(), ours);
        }
    }

    private static String scope(RunningTemplate template) {
        String group = template.content().stackingGroup();
        return group == null ? "template:" + template.code() : "group:" + group;
    }
}
