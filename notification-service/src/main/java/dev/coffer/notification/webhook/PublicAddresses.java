package dev.coffer.notification.webhook;

import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.NetworkRange;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses are somebody's on the Internet, by the registries of special-purpose addresses of IANA. */
final class PublicAddresses {

    private static final NetworkRange ALL_IPV4 = NetworkRange.parse("0.0.0.0/0");

    /** All that was ever given out; what leads to IPv4 by NAT64 (64:ff9b::/96) or is local lies outside. */
    private static final NetworkRange GLOBAL_IPV6 = NetworkRange.parse("2000::/3");

    private static final List<NetworkRange> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(NetworkRange::parse)
            .toList();

    private PublicAddresses() {}

    /** An IPv4 address that is written as IPv6 is the IPv4 address. */
    static boolean isPublic(InetAddress address) {
        ClientAddress plain = ClientAddress.of(address);
        return (ALL_IPV4.contains(plain) || GLOBAL_IPV6.contains(plain))
                && SPECIAL.stream().noneMatch(range -> range.contains(plain));
    }
}
