package dev.coffer.access;

import java.util.List;

/** Roles for products of one kind, as data. A tenant that wants them takes them over, and may change them then. */
public enum RoleSet {
    /** A gateway that sells for the tenant's merchants, and those whom it pays through. */
    PAYMENT(List.of(
            role(
                    "payment-gateway",
                    "payment:read:all",
                    "payment:capture:all",
                    "payment:cancel:all",
                    "payment:refund:all",
                    "transfer:read:all"),
            role("payment-provider", "payment:read:all", "payment:capture:all"))),

    /** A branch with its counter and its telephone. */
    BANKING(List.of(
            role(
                    "customer-service",
                    "user:read:all",
                    "user:unlock:all",
                    "wallet:read:all",
                    "transfer:read:all",
                    "payment:read:all",
                    "limit:read:all",
                    "kyc:read:all",
                    "inbox:read:all"),
            role(
                    "teller",
                    "user:read:all",
                    "wallet:read:all",
                    "wallet:deposit:all",
                    "wallet:withdraw:all",
                    "transfer:read:all",
                    "limit:read:all"),
            heir(
                    "branch-manager",
                    List.of("customer-service", "teller"),
                    "user:lock:all",
                    "session:end:all",
                    "wallet:freeze:all",
                    "transfer:approve:all",
                    "transfer:reverse:all",
                    "limit:set:all"))),

    /** Desks that trade for themselves, those who look after them, and those who only look. */
    TRADING(List.of(
            role(
                    "crypto-admin",
                    "user:read:all",
                    "wallet:read:all",
                    "wallet:freeze:all",
                    "wallet:monitor:all",
                    "transfer:read:all",
                    "transfer:approve:all",
                    "transfer:settle:all",
                    "rate:read:all",
                    "rate:update:all"),
            trader("crypto-trader"),
            role(
                    "forex-broker",
                    "user:read:all",
                    "wallet:read:all",
                    "transfer:read:all",
                    "transfer:settle:all",
                    "rate:read:all",
                    "rate:update:all"),
            trader("forex-trader"),
            role("forex-analyst", "wallet:read:all", "transfer:read:all", "payment:read:all", "rate:read:all"))),

    /** A house, its agents and its players. */
    BETTING(List.of(
            role(
                    "betting-admin",
                    "user:read:all",
                    "user:lock:all",
                    "user:unlock:all",
                    "wallet:read:all",
                    "bet:read:all",
                    "bet:settle:all",
                    "bet:rollback:all",
                    "limit:read:all",
                    "limit:set:all",
                    "bonus:read:all",
                    "bonus:manage:all"),
            role("betting-agent", "user:read:all", "wallet:read:all", "bet:read:all", "bonus:read:all"),
            role(
                    "betting-player",
                    "user:read:own",
                    "wallet:read:own",
                    "wallet:deposit:own",
                    "wallet:withdraw:own",
                    "bet:place:own",
                    "bet:read:own",
                    "limit:read:own",
                    "limit:set:own",
                    "bonus:read:own")));

    private final List<Role> roles;

    RoleSet(List<Role> roles) {
        this.roles = roles;
    }

    /** Each after those it inherits, all of which are here. */
    public List<Role> roles() {
        return roles;
    }

    private static Role role(String name, String... grants) {
        return heir(name, List.of(), grants);
    }

    private static Role heir(String name, List<String> parents, String... grants) {
        return new Role(name, parents, List.of(grants), List.of());
    }

    private static Role trader(String name) {
        return role(
                name,
                "user:read:own",
                "wallet:read:own",
                "wallet:open:own",
                "wallet:deposit:own",
                "wallet:withdraw:own",
                "transfer:create:own",
                "transfer:read:own",
                "rate:read:own",
                "fee:read:own");
    }
}
