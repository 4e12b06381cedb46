package dev.coffer.access;

import java.util.List;

/**
 * The roles that every tenant starts with, as data. They hold inside the subject's own tenant: which documents those are
 * is the store's business, not a rule's. Staff hold {@link #USER} beside their staff role when they have an account of
 * their own to look after.
 */
public final class BuiltInRoles {
    public static final String USER = "user";
    public static final String OPERATOR = "operator";
    public static final String FINANCE = "finance";
    /** A machine that runs games for the tenant's users. */
    public static final String GAME_PROVIDER = "game-provider";
    /** A machine that sells to the tenant's users. */
    public static final String MERCHANT = "merchant";

    public static final String ADMIN = "admin";
    public static final String TENANT_ADMIN = "tenant-admin";

    private static final List<String> NOTHING = List.of();

    private static final List<Role> ALL = List.of(
            new Role(
                    USER,
                    NOTHING,
                    List.of(
                            "user:read:own",
                            "user:update:own",
                            "user:close:own",
                            "session:*:own",
                            "factor:read:own",
                            "factor:update:own",
                            "apikey:*:own",
                            "wallet:read:own",
                            "wallet:open:own",
                            "wallet:deposit:own",
                            "wallet:withdraw:own",
                            "wallet:close:own",
                            "wallet:monitor:own",
                            "transfer:create:own",
                            "transfer:read:own",
                            "hold:settle:own",
                            "payment:create:own",
                            "payment:read:own",
                            "payment:cancel:own",
                            "bet:place:own",
                            "bet:read:own",
                            "fee:read:own",
                            "rate:read:own",
                            "limit:read:own",
                            "limit:set:own",
                            "bonus:read:own",
                            "bonus:forfeit:own",
                            "bonus:claim:own",
                            "inbox:read:own",
                            "inbox:update:own",
                            "delivery:read:own",
                            "preference:*:own",
                            "device:read:own",
                            "device:update:own",
                            "kyc:read:own",
                            "kyc:update:own",
                            "referral:read:own"),
                    NOTHING),
            new Role(
                    OPERATOR,
                    NOTHING,
                    List.of(
                            "user:read:all",
                            "session:read:all",
                            "role:read:all",
                            "wallet:read:all",
                            "transfer:read:all",
                            "payment:read:all",
                            "bet:read:all",
                            "bonus:read:all",
                            "inbox:read:all",
                            "template:read:all",
                            "workflow:read:all",
                            "delivery:read:all",
                            "message:read:all",
                            "webhook:read:all",
                            "kyc:read:all",
                            "limit:read:all",
                            "events:read:all",
                            "saga:read:all"),
                    NOTHING),
            new Role(
                    FINANCE,
                    List.of(OPERATOR),
                    List.of(
                            "ledger:read:all",
                            "ledger:verify:all",
                            "wallet:adjust:all",
                            "wallet:credit:all",
                            "wallet:freeze:all",
                            "wallet:monitor:all",
                            "transfer:approve:all",
                            "transfer:reverse:all",
                            "transfer:settle:all",
                            "payment:refund:all",
                            "bet:rollback:all",
                            "limit:set:all",
                            "fee:*:all",
                            "rate:*:all"),
                    NOTHING),
            new Role(
                    GAME_PROVIDER,
                    NOTHING,
                    List.of("bet:place:all", "bet:settle:all", "bet:rollback:all", "bet:read:all", "wallet:read:all"),
                    NOTHING),
            new Role(
                    MERCHANT,
                    NOTHING,
                    List.of("payment:capture:all", "payment:cancel:all", "payment:refund:all", "payment:read:all"),
                    NOTHING),
            new Role(ADMIN, NOTHING, List.of("*:*:all"), NOTHING),
            new Role(TENANT_ADMIN, List.of(ADMIN), List.of("tenant:*:all"), NOTHING));

    private BuiltInRoles() {}

    /** For a policy of its own that adds to these: {@code Policy.builder().roles(BuiltInRoles.all())...}. */
    public static List<Role> all() {
        return ALL;
    }

    public static Policy policy() {
        return Policy.of(ALL);
    }
}
