import type { NextConfig } from 'next'

const nextConfig: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types have a check of their own (`npm run types`, part of `npm test`): building does not repeat it.
  typescript: { ignoreBuildErrors: true },
  // A form's body goes through `route` and `formRoute`, which have a limit of their own.
  experimental: { serverActions: { bodySizeLimit: '64kb' } },
  serverExternalPackages: ['pg', 'pino', '@prisma/client', '@prisma/adapter-pg', 'next-auth'],
  // The files that `proxy.ts` does not see.
  headers: () =>
    Promise.resolve([
      {
        source: '/_next/static/:path*',
        headers: [
          { key: 'x-content-type-options', value: 'nosniff' },
          { key: 'cross-origin-resource-policy', value: 'same-origin' },
        ],
      },
    ]),
}

export default nextConfig
