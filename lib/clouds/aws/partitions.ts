/** Where a partition's console and its sign-in endpoint are (AWS Fault Isolation Boundaries, "Partitions"). */
type Hosts = { signIn: string; console: (region: string) => string }

const HOSTS: Readonly<Record<string, Hosts>> = {
  aws: {
    signIn: 'https://signin.aws.amazon.com',
    console: (region) => `https://${region}.console.aws.amazon.com`,
  },
  'aws-us-gov': {
    signIn: 'https://signin.amazonaws-us-gov.com',
    console: () => 'https://console.amazonaws-us-gov.com',
  },
  'aws-cn': { signIn: 'https://signin.amazonaws.cn', console: () => 'https://console.amazonaws.cn' },
}

/** The hosts of a partition, or undefined for one whose sign-in endpoint is not known here. */
export function hostsOf(partition: string): Hosts | undefined {
  return Object.hasOwn(HOSTS, partition) ? HOSTS[partition] : undefined
}
