package dev.coffer.kyc.profile;

/** Whose profile, in which tenant. */
record ProfileKey(String tenantId, String userId) {}
