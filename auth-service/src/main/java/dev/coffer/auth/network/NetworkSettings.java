package dev.coffer.auth.network;

import dev.coffer.core.config.SettingField;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.NetworkRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The setting {@value #KEY}: how much may come from one network, an IPv4 address or a /64 of IPv6. An office or a whole mobile provider
 * may be behind one; whoever is there must have gone wrong many times before the others notice. The installation's alone: a network is
 * the same whichever tenant it tries.
 */
public record NetworkSettings(
        @SettingField(
                value = "100",
                min = "1",
                max = "1000000",
                perTenant = false,
                description = "Wrong passwords and codes.")
        int proofs,

        @SettingField(
                value = "10m",
                min = "1s",
                max = "24h",
                perTenant = false,
                description = "The time in which those are forgotten.")
        Duration proofsWithin,

        @SettingField(value = "100", min = "1", max = "1000000", perTenant = false, description = "Registrations.")
        int registrations,

        @SettingField(
                value = "1h",
                min = "1s",
                max = "24h",
                perTenant = false,
                description = "The time in which those are forgotten.")
        Duration registrationsWithin,

        @SettingField(
                value = "100",
                min = "1",
                max = "1000000",
                perTenant = false,
                description = "Codes that somebody is to be sent.")
        int sendings,

        @SettingField(
                value = "1h",
                min = "1s",
                max = "24h",
                perTenant = false,
                description = "The time in which those are forgotten.")
        Duration sendingsWithin,

        @SettingField(
                value = "300",
                min = "1",
                max = "1000000",
                perTenant = false,
                description = "Refresh tokens that do not count.")
        int refreshes,

        @SettingField(
                value = "10m",
                min = "1s",
                max = "24h",
                perTenant = false,
                description = "The time in which those are forgotten.")
        Duration refreshesWithin,

        @SettingField(
                value = "300",
                min = "1",
                max = "1000000",
                perTenant = false,
                description = "Secrets, codes and tokens of applications that do not count.")
        int applications,

        @SettingField(
                value = "10m",
                min = "1s",
                max = "24h",
                perTenant = false,
                description = "The time in which those are forgotten.")
        Duration applicationsWithin,

        @SettingField(
                value = "100",
                min = "1",
                max = "1000000",
                perTenant = false,
                description = "Codes that devices ask for.")
        int devices,

        @SettingField(
                value = "1h",
                min = "1s",
                max = "24h",
                perTenant = false,
                description = "The time in which those are forgotten.")
        Duration devicesWithin,

        @SettingField(
                value = "127.0.0.0/8, ::1",
                max = "2000",
                perTenant = false,
                description =
                        "Ranges of addresses that nothing is counted for, such as those of an office: 203.0.113.0/24, 2001:db8::/48.")
        String exempt) {

    static final String KEY = "auth-service/network-limits";

    public NetworkSettings {
        var _ = List.of(
                new Rate(proofs, proofsWithin),
                new Rate(registrations, registrationsWithin),
                new Rate(sendings, sendingsWithin),
                new Rate(refreshes, refreshesWithin),
                new Rate(applications, applicationsWithin),
                new Rate(devices, devicesWithin),
                ranges(exempt));
    }

    Rate rate(NetworkRule rule) {
        return switch (rule) {
            case PROOF -> new Rate(proofs, proofsWithin);
            case REGISTRATION -> new Rate(registrations, registrationsWithin);
            case SENDING -> new Rate(sendings, sendingsWithin);
            case REFRESH -> new Rate(refreshes, refreshesWithin);
            case APPLICATION -> new Rate(applications, applicationsWithin);
            case DEVICE -> new Rate(devices, devicesWithin);
        };
    }

    boolean isExempt(ClientAddress address) {
        return ranges(exempt).stream().anyMatch(range -> range.contains(address));
    }

    private static List<NetworkRange> ranges(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(NetworkRange::parse)
                .toList();
    }
}
