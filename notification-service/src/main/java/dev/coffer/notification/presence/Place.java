package dev.coffer.notification.presence;

import dev.coffer.notification.topic.TopicName;

/** Where people can be: a topic of a tenant, {@link TopicName#TENANT} being all of it. */
public record Place(String tenantId, TopicName topic) {}
